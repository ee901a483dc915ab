import fs from 'node:fs';
import path from 'node:path';

/**
 * @param {string} folder of a driver whose mistakes are marked by a comment `planted: CODE`
 * @returns {{ file: string, line: number, code: string }[]} the marked lines, counted from 1
 */
export function plantedMistakes(folder) {
  const files = fs.readdirSync(folder).filter((name) => /\.[ch]$/.test(name));
  return files.sort().flatMap((file) => marks(file, fs.readFileSync(path.join(folder, file), 'utf8')));
}

function marks(file, text) {
  return text.split('\n').flatMap((content, index) => {
    const code = /planted: (WSK\d+)/.exec(content)?.[1];
    return code === undefined ? [] : [{ file, line: index + 1, code }];
  });
}
