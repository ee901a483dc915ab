import type { Unit } from '../model/unit';

/** What the engine knows of one file: its model, and on demand what happens when its functions run. */
export interface Analysis {
  readonly unit: Unit;
}
