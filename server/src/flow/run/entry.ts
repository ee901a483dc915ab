import { dispatchRoutinesOf } from '../../model/roles';
import { parameterVariable } from '../../model/scope';
import type { FunctionDefinition, Unit } from '../../model/unit';
import { Case } from '../state/case';
import type { Terms } from '../state/terms';

/** How things stand when a function is entered: each parameter is a symbol, and the IRP of a dispatch routine is foreign. */
export function entryCase(unit: Unit, definition: FunctionDefinition, terms: Terms): Case {
  const start = new Case(terms);
  definition.parameters.forEach((parameter, index) => {
    const variable = parameterVariable(unit, parameter);
    const symbol = terms.symbol({ from: 'parameter', index });
    if (variable !== undefined) start.write(terms.variable(variable), symbol);
    // NTSTATUS DispatchRoutine(PDEVICE_OBJECT DeviceObject, PIRP Irp)
    if (index === 1 && dispatchRoutinesOf(unit).has(definition.name)) {
      start.mark(symbol, 'foreign', {
        path: unit.file.path,
        at: unit.tree.span(parameter.node),
        callee: definition.name,
        through: [],
      });
    }
  });
  return start;
}
