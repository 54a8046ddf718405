import { MODULE_ALIASES } from './modules';

/** The names that are no names of variables in TypeScript, including the names that the code uses. */
const TYPESCRIPT_NAMES = [
  'arguments as async await boolean break case catch class const constructor continue debugger declare default',
  'delete do else enum eval export extends false finally for from function get id if implements import in',
  'instanceof interface let new null of package private protected public require return scope set static super',
  'switch this throw true try type typeof undefined var void while with yield',
];

/** The keywords of the other languages of the code that are no keywords of TypeScript. */
const OTHER_KEYWORDS = [
  'abstract and assert base bool byte chan char checked decimal def defer del delegate double elif event except',
  'explicit extern fallthrough final fixed float foreach func global go goto implicit int internal is lambda lock',
  'long map native nonlocal not object operator or out override params pass raise range readonly ref sbyte sealed',
  'select self short sizeof stackalloc string struct synchronized throws transient uint ulong unchecked unsafe',
  'ushort using virtual volatile',
];

/** The names that variables of the code cannot have. */
export const RESERVED_NAMES: readonly string[] = [
  ...MODULE_ALIASES,
  ...[...TYPESCRIPT_NAMES, ...OTHER_KEYWORDS].flatMap((names) => names.split(' ')),
];
