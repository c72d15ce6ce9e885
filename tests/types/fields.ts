/** Checked by `tsc` alone: what a definition says is what TypeScript knows. Each builder, with and without options. */
import {
  belongsTo,
  boolean,
  choice,
  choices,
  computed,
  date,
  datetime,
  decimal,
  defineResource,
  email,
  file,
  hasMany,
  idCard,
  image,
  integer,
  json,
  manyToMany,
  mobile,
  modelOf,
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
  type RecordOf,
  type Reference,
} from '@xinglin/core'

type Eq<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
const is = <_T extends true>() => {}

const pets = defineResource('exam.pets', {
  fields: {
    string: string(),
    stringRequired: string({ required: true, max: 9 }),
    text: text(),
    textRequired: text({ required: true }),
    richText: richText(),
    richTextRequired: richText({ required: true }),
    integer: integer(),
    integerRequired: integer({ required: true, min: 1 }),
    decimal: decimal(),
    decimalRequired: decimal({ required: true, scale: 3 }),
    money: money(),
    moneyRequired: money({ required: true }),
    boolean: boolean(),
    booleanRequired: boolean({ required: true }),
    date: date(),
    dateRequired: date({ required: true }),
    time: time(),
    timeRequired: time({ required: true }),
    datetime: datetime(),
    datetimeRequired: datetime({ required: true }),
    json: json<{ a: number }>(),
    email: email(),
    emailRequired: email({ required: true }),
    mobile: mobile(),
    mobileRequired: mobile({ required: true }),
    idCard: idCard(),
    idCardRequired: idCard({ required: true }),
    url: url(),
    urlRequired: url({ required: true }),
    password: password(),
    protect: protect(),
    protectRequired: protect({ required: true, as: 'mobile' }),
    region: region(),
    regionRequired: region({ required: true }),
    file: file(),
    image: image(),
    choice: choice({ options: [{ value: 'cat' }, { value: 'dog' }] }),
    choiceRequired: choice({ options: [{ value: 'cat' }, { value: 'dog' }], required: true }),
    dictionary: choice({ dictionary: 'breeds' }),
    choices: choices({ options: [{ value: 'x' }, { value: 'y' }] }),
    sequence: sequence('P{0001}'),
    computed: computed({ as: 'money', expression: { field: 'integer' } }),
    owner: belongsTo('exam.owners'),
    vet: belongsTo('exam.vets', { required: true }),
    friends: manyToMany('exam.pets'),
    visits: hasMany('exam.visits', { mappedBy: 'pet' }),
    mother: parent(),
  },
  title: 'string',
})

declare module '@xinglin/core' {
  interface ResourceTypes {
    'exam.pets': typeof pets
  }
}

type Pet = RecordOf<typeof pets>
is<Eq<Pet['string'], string | null>>()
is<Eq<Pet['stringRequired'], string>>()
is<Eq<Pet['text'], string | null>>()
is<Eq<Pet['textRequired'], string>>()
is<Eq<Pet['richText'], string | null>>()
is<Eq<Pet['richTextRequired'], string>>()
is<Eq<Pet['integer'], number | null>>()
is<Eq<Pet['integerRequired'], number>>()
is<Eq<Pet['decimal'], string | null>>()
is<Eq<Pet['decimalRequired'], string>>()
is<Eq<Pet['money'], number | null>>()
is<Eq<Pet['moneyRequired'], number>>()
is<Eq<Pet['boolean'], boolean | null>>()
is<Eq<Pet['booleanRequired'], boolean>>()
is<Eq<Pet['date'], string | null>>()
is<Eq<Pet['dateRequired'], string>>()
is<Eq<Pet['time'], string | null>>()
is<Eq<Pet['timeRequired'], string>>()
is<Eq<Pet['datetime'], string | null>>()
is<Eq<Pet['datetimeRequired'], string>>()
is<Eq<Pet['json'], { a: number } | null>>()
is<Eq<Pet['email'], string | null>>()
is<Eq<Pet['emailRequired'], string>>()
is<Eq<Pet['mobile'], string | null>>()
is<Eq<Pet['mobileRequired'], string>>()
is<Eq<Pet['idCard'], string | null>>()
is<Eq<Pet['idCardRequired'], string>>()
is<Eq<Pet['url'], string | null>>()
is<Eq<Pet['urlRequired'], string>>()
is<Eq<Pet['password'], string | null>>()
is<Eq<Pet['protect'], string | null>>()
is<Eq<Pet['protectRequired'], string>>()
is<Eq<Pet['region'], string | null>>()
is<Eq<Pet['regionRequired'], string>>()
is<Eq<Pet['file'], Reference[]>>()
is<Eq<Pet['image'], Reference[]>>()
is<Eq<Pet['choice'], 'cat' | 'dog' | null>>()
is<Eq<Pet['choiceRequired'], 'cat' | 'dog'>>()
is<Eq<Pet['dictionary'], string | null>>()
is<Eq<Pet['choices'], ('x' | 'y')[]>>()
is<Eq<Pet['sequence'], string>>()
is<Eq<Pet['computed'], number | null>>()
is<Eq<Pet['owner'], Reference | null>>()
is<Eq<Pet['vet'], Reference>>()
is<Eq<Pet['friends'], Reference[]>>()
is<Eq<Pet['visits'], Record<string, unknown>[]>>()
is<Eq<Pet['mother'], Reference | null>>()
is<Eq<Pet['version'], number>>()

/** The model: a relation's id and the relation itself, which `preload` knows by name. */
export async function modelTypes() {
  class Animal extends modelOf(pets) {
    rename(word: string) {
      this.string = word
    }
  }
  const animal = await Animal.query().preload('friends').preload('mother').firstOrFail()
  animal.rename('x')
  is<Eq<typeof animal.ownerId, string | null>>()
  is<Eq<typeof animal.vetId, string>>()
  is<Eq<typeof animal.motherId, string | null>>()
  is<Eq<typeof animal.choiceRequired, 'cat' | 'dog'>>()
  is<Eq<(typeof animal.friends)[number]['stringRequired'], string>>()
  is<Eq<typeof animal.mother.integer, number | null>>()
  // @ts-expect-error there is no such relation
  await Animal.query().preload('nothing')
  // @ts-expect-error a choice knows its values
  animal.choice = 'cow'
  // @ts-expect-error a relation is written by its id
  animal.owner = 'x'
}
