import type { SettingDefinition } from '#app/plugins/define_plugin.ts'

/** The settings of the core; the defaults follow 等保 level 3 practice, except in the demo. */
export const CORE_SETTINGS = {
  'hospital.name': { type: 'string', default: '杏林妇幼保健院', max: 100, public: true },
  'hospital.timezone': {
    type: 'string',
    default: 'Asia/Shanghai',
    options: ['Asia/Shanghai', 'Asia/Urumqi', 'Asia/Hong_Kong', 'Asia/Macau', 'Asia/Taipei'],
    public: true,
  },
  /** Three administrators (三员) share what else one person may do. */
  'security.separation': { type: 'boolean', default: true, demo: false, public: true },
  'security.idleMinutes': { type: 'integer', default: 30, min: 1, max: 720, public: true },
  'security.lockoutFailures': { type: 'integer', default: 5, min: 2, max: 100 },
  'security.lockoutMinutes': { type: 'integer', default: 15, min: 1, max: 1440 },
  'security.passwordLength': { type: 'integer', default: 8, min: 6, max: 64, public: true },
  'security.passwordClasses': { type: 'integer', default: 3, min: 1, max: 4, public: true },
  /** Who was given a password by somebody else chooses their own at the first sign-in. */
  'security.changeGivenPassword': { type: 'boolean', default: true, demo: false },
  'security.secondFactor': {
    type: 'string',
    default: 'required',
    demo: 'none',
    options: ['none', 'offered', 'required'],
    public: true,
  },
} as const satisfies Record<string, SettingDefinition>
