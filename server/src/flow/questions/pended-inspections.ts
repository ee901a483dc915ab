import type { Analysis } from '../analysis';
import { returnedConstants, type ReturnedConstant } from './callback-returns';
import { isConstant } from '../constant';

/** The places at which inspections of a file are put off although nothing in the driver completes any. */
export const pendedInspections = (analysis: Analysis): ReturnedConstant<'WskInspectEvent'>[] =>
  analysis.driver.mayCall('WskInspectComplete')
    ? []
    : returnedConstants(analysis, ['WskInspectEvent'], ({ value }) => isConstant(value, 'WskInspectPend'));
