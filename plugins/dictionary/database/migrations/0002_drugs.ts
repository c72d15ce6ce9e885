import { defineMigration } from '@xinglin/core'

export default defineMigration([
  {
    do: 'changeColumn',
    table: 'dictionary__drugs',
    column: { name: 'specification', kind: 'varchar', length: 255 },
  },
])
