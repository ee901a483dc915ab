import { addressFunctions } from './kernel-address';
import { atomicFunctions } from './kernel-atomic';
import { byteFunctions } from './kernel-bytes';
import { clockFunctions } from './kernel-clock';
import { debugFunctions } from './kernel-debug';
import { fileFunctions } from './kernel-file';
import { handleFunctions } from './kernel-handle';
import { interlockedFunctions } from './kernel-interlocked';
import { irpFunctions } from './kernel-irp';
import { irpQueueFunctions } from './kernel-irp-queue';
import { irpStackFunctions } from './kernel-irp-stack';
import { listFunctions } from './kernel-list';
import { lockFunctions } from './kernel-lock';
import { lookasideFunctions } from './kernel-lookaside';
import { macroFunctions } from './kernel-macros';
import { mdlFunctions } from './kernel-mdl';
import { memoryFunctions } from './kernel-memory';
import { nmrFunctions } from './kernel-nmr';
import { objectFunctions } from './kernel-object';
import { rundownFunctions } from './kernel-rundown';
import { spinLockFunctions } from './kernel-spin-lock';
import { stringFunctions } from './kernel-string';
import { textFunctions } from './kernel-text';
import { threadFunctions } from './kernel-thread';
import { timeFunctions } from './kernel-time';
import { waitFunctions } from './kernel-wait';
import { workFunctions } from './kernel-work';

/** The kernel functions that drivers with WSK call: what they write, what they acquire and release, where they may be called. */
export const kernelFunctions = {
  ...irpFunctions,
  ...irpStackFunctions,
  ...irpQueueFunctions,
  ...waitFunctions,
  ...timeFunctions,
  ...clockFunctions,
  ...threadFunctions,
  ...workFunctions,
  ...spinLockFunctions,
  ...lockFunctions,
  ...rundownFunctions,
  ...interlockedFunctions,
  ...atomicFunctions,
  ...listFunctions,
  ...memoryFunctions,
  ...lookasideFunctions,
  ...mdlFunctions,
  ...byteFunctions,
  ...stringFunctions,
  ...textFunctions,
  ...addressFunctions,
  ...objectFunctions,
  ...handleFunctions,
  ...fileFunctions,
  ...nmrFunctions,
  ...debugFunctions,
  ...macroFunctions,
};
