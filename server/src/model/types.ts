export { unknownType, type CType } from './ctype';
export { typeOf } from './expression-type';
export { isPointerTo, memberType, membersOf, resolve, structureName, targetOf } from './type-table';
