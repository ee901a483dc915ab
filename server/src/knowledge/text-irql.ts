import type { ApiFunction } from './shape';

/**
 * The safe string library is compiled into the driver (ntstrsafe.h). Its pages ask for PASSIVE_LEVEL, since its texts may be
 * pageable; what they are does not show at a call.
 */
export const inlineText: ApiFunction['irql'] = {
  max: 'PASSIVE_LEVEL',
  note: 'It works up to DISPATCH_LEVEL where neither the text nor the driver code that calls it is pageable.',
  atMost: 'DISPATCH_LEVEL',
};

/** The tables that turn wide characters into narrow ones are pageable; nothing else that a format can ask for is. */
export const formattedText: ApiFunction['irql'] = {
  max: 'PASSIVE_LEVEL',
  note: 'It works up to DISPATCH_LEVEL where no text is pageable, and none is turned from wide into narrow characters or back.',
  atMost: 'DISPATCH_LEVEL',
};
