import type { Analysis } from '../flow/analysis';
import type { Unit } from '../model/unit';
import { Program } from './program';

/** What is known of a file that is looked at by itself, once all of its functions were followed. */
export function analyse(unit: Unit): Analysis {
  const program = new Program(() => unit);
  program.set(unit);
  const steps = program.update();
  while (steps.next().done !== true) continue;
  const analysis = program.analysisOf(unit.file.path);
  if (analysis === undefined) throw new RangeError(`${unit.file.path} was not taken in`);
  return analysis;
}
