import type { FunctionDefinition, Unit } from '../../model/unit';
import type { Node, SyntaxTree } from '../../syntax/tree';

/**
 * Whether a callback may be about to close its socket on the way through a place, or already be so: it does something
 * there that somebody else may see, or a test on the way speaks of the end of the socket.
 */
export function mayLeadToClose(unit: Unit, definition: FunctionDefinition, at: Node): boolean {
  const { tree } = unit;
  const outputs = new Set(definition.parameters.map(({ name }) => `*${name ?? ''}`));
  let isLast = tree.enclosing(at, 'return_statement') !== undefined;
  for (let inside = at; inside !== definition.body;) {
    const around = tree.parent(inside);
    if (around === undefined) return false;
    const condition = tree.field(around, 'condition');
    if (condition !== undefined && condition !== inside && SPEAKS_OF_END.test(tree.textOf(condition))) return true;
    if (tree.kind(around) === 'compound_statement') {
      const { before, behind, returns } = neighbours(tree, around, inside);
      if (before.some((node) => isLeftUnlessOver(tree, node))) return true;
      if ([...before, ...(isLast ? [] : behind)].some((node) => isDeed(tree, node, outputs))) return true;
      isLast ||= returns;
    }
    inside = around;
  }
  return false;
}

/** The statements of a block around one of them; of those behind it only what comes before a `return`. */
function neighbours(tree: SyntaxTree, block: Node, inside: Node): { before: Node[]; behind: Node[]; returns: boolean } {
  const statements = tree.namedChildren(block);
  const behind = statements.filter((node) => node > inside);
  const end = behind.findIndex((node) => tree.kind(node) === 'return_statement');
  return {
    before: statements.filter((node) => node < inside),
    behind: end < 0 ? behind : behind.slice(0, end),
    returns: end >= 0,
  };
}

const SPEAKS_OF_END =
  /clos|stop|shut|unload|remov|delet|cleanup|discon|connected|state|active|dead|dying|broken|abort|terminat|exit|rundown|gone|tear/i;

/** `if (!Connection->Closing) { …; return STATUS_SUCCESS; }` */
function isLeftUnlessOver(tree: SyntaxTree, statement: Node): boolean {
  const [condition, taken] = [tree.field(statement, 'condition'), tree.field(statement, 'consequence')];
  const isPlain = tree.kind(statement) === 'if_statement' && tree.field(statement, 'alternative') === undefined;
  if (!isPlain || condition === undefined || taken === undefined) return false;
  const text = tree.textOf(condition);
  const leaves = tree.descendants(taken, 'return_statement', 'goto_statement').length > 0;
  return leaves && SPEAKS_OF_END.test(text) && /!|\bFALSE\b/.test(text);
}

/** What only looks, counts, copies, allocates, frees, or keeps others out for a while. */
const HARMLESS =
  /^(?:Ke|Ps|Io)(?:GetCurrent|Query)\w*$|^Ke(?:Acquire|Release)\w*Lock\w*$|^Ex(?:Allocate|Free)\w+$|^Interlocked(?:Increment|Decrement|Add)\w*$|^(?:Rtl|mem)\w+$|trace|log|print|debug|assert|unreferenced|dbg/i;

/**
 * Whether a statement does in any case what somebody else may see: a call, or an assignment to what outlives the callback. A
 * call that fills a local variable is one that makes or asks for something.
 */
function isDeed(tree: SyntaxTree, statement: Node, outputs: ReadonlySet<string>): boolean {
  const whole = tree.kind(statement) === 'expression_statement' ? tree.namedChildren(statement)[0] : undefined;
  const filled = whole === undefined ? undefined : tree.field(whole, 'left');
  if (whole === undefined || (filled !== undefined && tree.kind(filled) === 'identifier')) return false;
  return tree.descendants(statement, 'call_expression', 'assignment_expression').some((deed) => {
    const callee = tree.field(deed, 'function');
    if (callee !== undefined) return !HARMLESS.test(tree.textOf(callee));
    const [target, operator] = [tree.field(deed, 'left'), tree.field(deed, 'operator')];
    const text = target === undefined ? '' : tree.textOf(target);
    const isCounted = operator !== undefined && tree.textOf(operator) !== '=';
    return !isCounted && !/^[A-Za-z_]\w*$/.test(text) && !outputs.has(text);
  });
}
