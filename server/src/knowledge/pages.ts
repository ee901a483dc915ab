const root = 'https://learn.microsoft.com/windows-hardware/drivers';

/** Addresses of Microsoft's pages. */
export const learn = {
  /** A page of the API reference: `wsk/nc-wsk-pfn_wsk_bind`. A whole address stays as it is. */
  ddi: (page: string): string => (page.startsWith('https://') ? page : `${root}/ddi/${page}`),
  /** A page of the network driver guide: `using-irps-with-winsock-kernel-functions`. */
  network: (page: string): string => `${root}/network/${page}`,
  /** A page of the kernel guide: `using-ntstatus-values`. */
  kernel: (page: string): string => `${root}/kernel/${page}`,
};
