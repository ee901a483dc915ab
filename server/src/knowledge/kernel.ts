import { byteFunctions } from './kernel-bytes';
import { debugFunctions } from './kernel-debug';
import { handleFunctions } from './kernel-handle';
import { interlockedFunctions } from './kernel-interlocked';
import { irpFunctions } from './kernel-irp';
import { lockFunctions } from './kernel-lock';
import { mdlFunctions } from './kernel-mdl';
import { memoryFunctions } from './kernel-memory';
import { objectFunctions } from './kernel-object';
import { rundownFunctions } from './kernel-rundown';
import { stringFunctions } from './kernel-string';
import { threadFunctions } from './kernel-thread';
import { timeFunctions } from './kernel-time';
import { waitFunctions } from './kernel-wait';

/** The kernel functions that drivers with WSK call: what they write, and what they do to IRPs. */
export const kernelFunctions = {
  ...irpFunctions,
  ...waitFunctions,
  ...timeFunctions,
  ...threadFunctions,
  ...lockFunctions,
  ...rundownFunctions,
  ...interlockedFunctions,
  ...memoryFunctions,
  ...mdlFunctions,
  ...byteFunctions,
  ...stringFunctions,
  ...objectFunctions,
  ...handleFunctions,
  ...debugFunctions,
};
