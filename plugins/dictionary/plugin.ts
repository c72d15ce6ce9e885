import { definePlugin, MANAGING_ACTIONS } from '@xinglin/core'
import { seedDemo } from './database/demo/seed.ts'
import { diagnoses } from './resources/diagnoses.ts'
import { drugs } from './resources/drugs.ts'
import { items } from './resources/items.ts'

const names = [drugs, diagnoses, items].map(({ name }) => name)

/** The three dictionaries of a hospital (A10): drugs, diagnoses, items. */
export default definePlugin({
  id: 'dictionary',
  version: '1.0.0',
  resources: [drugs, diagnoses, items],
  menus: [
    {
      key: 'dictionary',
      kind: 'group',
      icon: 'BookOutlined',
      order: 20,
      roles: ['administrator', 'system_administrator'],
    },
    {
      key: 'dictionary.drugs',
      parent: 'dictionary',
      target: 'dictionary.drugs',
      icon: 'MedicineBoxOutlined',
      order: 1,
      roles: ['administrator', 'system_administrator'],
    },
    {
      key: 'dictionary.diagnoses',
      parent: 'dictionary',
      target: 'dictionary.diagnoses',
      icon: 'FileSearchOutlined',
      order: 2,
      roles: ['administrator', 'system_administrator'],
    },
    {
      key: 'dictionary.items',
      parent: 'dictionary',
      target: 'dictionary.items',
      icon: 'ExperimentOutlined',
      order: 3,
      roles: ['administrator', 'system_administrator'],
    },
  ],
  roles: ['administrator', 'system_administrator'].map((code) => ({
    code,
    grants: names.map((resource) => ({ resource, actions: MANAGING_ACTIONS })),
  })),
  demo: seedDemo,
})
