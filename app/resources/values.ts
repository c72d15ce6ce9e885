/** Values of a record by field name, in the form the engine keeps them in. */
export type Values = Record<string, unknown>
