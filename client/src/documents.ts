/** The documents that the server is told of: C and C++, saved or not. */
export const documents: { language: string; scheme: string }[] = ['c', 'cpp'].flatMap((language) =>
  ['file', 'untitled'].map((scheme) => ({ language, scheme })),
);
