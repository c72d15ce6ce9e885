/** The field types, one folder each. A new type is a folder and a line here. */
import type { FieldDefinition, FieldTypeName } from '@xinglin/contracts'
import type { FieldType } from './field_type.ts'
import belongsTo from './belongsTo/server.ts'
import boolean from './boolean/server.ts'
import choice from './choice/server.ts'
import choices from './choices/server.ts'
import computed from './computed/server.ts'
import date from './date/server.ts'
import datetime from './datetime/server.ts'
import decimal from './decimal/server.ts'
import email from './email/server.ts'
import file from './file/server.ts'
import hasMany from './hasMany/server.ts'
import idCard from './idCard/server.ts'
import image from './image/server.ts'
import integer from './integer/server.ts'
import json from './json/server.ts'
import manyToMany from './manyToMany/server.ts'
import mobile from './mobile/server.ts'
import money from './money/server.ts'
import parent from './parent/server.ts'
import password from './password/server.ts'
import protect from './protected/server.ts'
import region from './region/server.ts'
import richText from './richText/server.ts'
import sequence from './sequence/server.ts'
import string from './string/server.ts'
import text from './text/server.ts'
import time from './time/server.ts'
import url from './url/server.ts'

const types = [
  belongsTo,
  boolean,
  choice,
  choices,
  computed,
  date,
  datetime,
  decimal,
  email,
  file,
  hasMany,
  idCard,
  image,
  integer,
  json,
  manyToMany,
  mobile,
  money,
  parent,
  password,
  protect,
  region,
  richText,
  sequence,
  string,
  text,
  time,
  url,
] as unknown as FieldType[]

const byName = new Map(types.map((type) => [type.type as string, type]))

export function fieldType(name: FieldTypeName): FieldType {
  const type = byName.get(name)
  if (!type) throw new Error(`No field type "${name}"`)
  return type
}

/** The type as a field of this definition has it. */
export function fieldTypeOf(definition: FieldDefinition): FieldType {
  const type = fieldType(definition.type)
  return type.variant?.(definition) ?? type
}

export function allFieldTypes(): readonly FieldType[] {
  return types
}
