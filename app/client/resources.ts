/** What a generated client has in this place: its resources by name. Here it stands for them, so that the rest is checked. */
export interface Resources {
  'plugin.things': {
    record: { id: string; version: number; name: string }
    create: { name: string }
    update: { name?: string }
    filters: { name: ['eq' | 'in', string] }
    sorts: 'name'
    groups: 'name'
    metrics: { min: 'name' }
    revealed: never
    transitions: { finish: { cost: number; reason?: string | null } }
    actions:
      'finish' | 'list' | 'pick' | 'read' | 'create' | 'update' | 'delete' | 'restore' | 'aggregate'
  }
}
