/** The search box: what it finds by several words, in lists and in select boxes. */
import { test } from '@japa/runner'
import { clientOf, makePerson, makeRole, type Client } from '#tests/people.ts'

const RESOURCE = 'dictionary.diagnoses'
const DIAGNOSES = `/api/resources/${RESOURCE}`
const STAMP = `${process.pid}`

async function foundBy(client: Client, search: string, more: object = {}): Promise<string[]> {
  const answer = await client('POST', `${DIAGNOSES}/query`, { search, pageSize: 500, ...more })
  return answer.body.data.map(({ name }: { name: string }) => name)
}

test.group('a search of several words', (group) => {
  let admin: Client
  const names = [`搜索妊娠糖尿病${STAMP}`, `搜索妊娠高血压${STAMP}`]
  group.setup(async () => {
    admin = await clientOf('admin')
    for (const [i, name] of names.entries()) {
      const made = await admin('POST', DIAGNOSES, { code: `ZZ${STAMP}.${i}`, name })
      if (made.status !== 201) throw new Error(JSON.stringify(made.body))
    }
  })

  test('finds what has each of them, in whichever field and order', async ({ assert }) => {
    for (const search of [
      `搜索妊娠 ZZ${STAMP}.0`,
      `zz${STAMP}.0  妊娠`,
      `妊娠\u3000ZZ${STAMP}.0`,
      `ssrs zz${STAMP}.0`,
      `${STAMP} ssrs tnb`,
      `sousuo renshen tangniaobing${STAMP}`,
    ]) {
      assert.deepEqual(await foundBy(admin, search), [names[0]], search)
      assert.deepEqual(await foundBy(admin, search, { as: 'options' }), [names[0]], search)
    }
    assert.sameMembers(await foundBy(admin, `妊娠 ZZ${STAMP}`), names)
    assert.isEmpty(await foundBy(admin, `妊娠 ZZ${STAMP}.7`))
    assert.isEmpty(await foundBy(admin, `心脏 ZZ${STAMP}.0`))
  })

  test('of very many looks for the text as it stands', async ({ assert }) => {
    assert.isEmpty(await foundBy(admin, `妊 娠 糖 尿 病 搜 索 ZZ${STAMP}.0`))
  })

  test('asks no field that is not granted', async ({ assert }) => {
    const login = `search-${STAMP}`
    const role = await makeRole(admin, login, [
      { resource: RESOURCE, action: 'list', readFields: ['name'] },
    ])
    const { password } = await makePerson(admin, login, [role])
    const blind = await clientOf(login, password)
    assert.isEmpty(await foundBy(blind, `妊娠 ZZ${STAMP}.0`))
    assert.deepEqual(await foundBy(blind, `妊娠 ${STAMP} 糖尿`), [names[0]])
  })

  test('a select box that asks gets the code where the right to pick names it', async ({
    assert,
  }) => {
    const options = async (readFields: '*' | string[]) => {
      const login = `picks-${STAMP}-${readFields.length}`
      const role = await makeRole(admin, login, [
        { resource: RESOURCE, action: 'pick', readFields },
      ])
      const { password } = await makePerson(admin, login, [role])
      const client = await clientOf(login, password)
      const { code } = (await client('GET', '/api/meta')).body.data.resources[RESOURCE]
      const query = { as: 'options', search: `搜索 ${STAMP} 糖尿` }
      const [plain] = (await client('POST', `${DIAGNOSES}/query`, query)).body.data
      assert.deepEqual(Object.keys(plain), ['id', 'version', 'name'])
      const fields = ['code', 'category']
      const [asked] = (await client('POST', `${DIAGNOSES}/query`, { ...query, fields })).body.data
      return { code, asked }
    }
    const named = await options(['name', 'code'])
    assert.equal(named.code, 'code')
    assert.deepEqual(Object.keys(named.asked), ['id', 'version', 'name', 'code'])
    assert.equal(named.asked.code, `ZZ${STAMP}.0`)
    const untold = await options(['name'])
    assert.isUndefined(untold.code)
    assert.deepEqual(Object.keys(untold.asked), ['id', 'version', 'name'])
  })
})
