/** "@xinglin/contracts": what server, admin and mini-program agree on. Imports nothing. */
export * from './text.ts'
export * from './filters.ts'
export * from './exact.ts'
export * from './expression.ts'
export * from './resource.ts'
export * from './meta.ts'
export * from './errors.ts'
export * from './events.ts'
