/** Workbooks of a few hundred kilobytes that unpack to what no server has: refused at once, and the server lives on. */
import { crc32, deflateRawSync } from 'node:zlib'
import { test } from '@japa/runner'
import { clientOf, send } from '#tests/people.ts'
import { bearer, upload } from '#tests/transfers.ts'

const NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const HEAD = '<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c></row>'
const cell = (place: string, text: string) =>
  `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`

/** The parts of a small workbook, with other content in some. */
function workbook(rows: string, others: Record<string, string> = {}): Buffer<ArrayBuffer> {
  return zip({
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook ${NAMESPACE} xmlns:r="${OFFICE}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ...others,
    'xl/worksheets/sheet1.xml': `<worksheet ${NAMESPACE}><sheetData>${HEAD}${rows}</sheetData></worksheet>`,
  })
}

function zip(parts: Record<string, string>): Buffer<ArrayBuffer> {
  const contents: Buffer[] = []
  const list: Buffer[] = []
  let at = 0
  for (const [name, text] of Object.entries(parts)) {
    const plain = Buffer.from(text)
    const packed = deflateRawSync(plain)
    const known = Buffer.alloc(26)
    known.writeUInt16LE(20, 0)
    known.writeUInt16LE(8, 4)
    known.writeUInt32LE(crc32(plain), 10)
    known.writeUInt32LE(packed.length, 14)
    known.writeUInt32LE(plain.length, 18)
    known.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), known, Buffer.from(name), packed])
    const where = Buffer.alloc(14)
    where.writeUInt32LE(at, 10)
    list.push(Buffer.from('PK\x01\x02\x14\0'), known, where, Buffer.from(name))
    contents.push(local)
    at += local.length
  }
  const directory = Buffer.concat(list)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(contents.length, 8)
  end.writeUInt16LE(contents.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...contents, directory, end])
}

const MANY = 3_000_000
const BOMBS: Record<string, () => Buffer<ArrayBuffer>> = {
  'a row of millions of cells': () => workbook(`<row r="2">${cell('A2', 'x').repeat(MANY)}</row>`),
  'a text of 100 MB': () => workbook(`<row r="2">${cell('A2', 'x'.repeat(100_000_000))}</row>`),
  'a text of 100 MB that speaks of rows': () =>
    workbook(`<row r="2">${cell('A2', '&lt;row row> /row>'.repeat(6_000_000))}</row>`),
  'a text of 100 MB that hides its rows': () =>
    workbook(`<row r="2">${cell('A2', `<![CDATA[${'<row'.repeat(25_000_000)}]]>`)}</row>`),
  'millions of styles': () =>
    workbook('', {
      'xl/styles.xml': `<styleSheet ${NAMESPACE}><numFmts>${'<numFmt numFmtId="1" formatCode="0"/>'.repeat(MANY)}</numFmts></styleSheet>`,
    }),
  'millions of names': () =>
    workbook('', {
      'xl/workbook.xml': `<workbook ${NAMESPACE}><definedNames>${'<definedName name="a">b</definedName>'.repeat(MANY)}</definedNames></workbook>`,
    }),
  'a cell far to the right': () => workbook(`<row r="2">${cell('ZZZZZZ2', 'x')}</row>`),
}

test.group('A workbook', () => {
  test('of ordinary size is read, empty rows with a form of their own as well', async ({
    assert,
  }) => {
    const [admin, headers] = [await clientOf('admin'), await bearer('admin')]
    const rows = `<row r="2">${cell('A2', 'W1')}</row>${'<row r="3" spans="1:3" ht="15" customHeight="1"/>'.repeat(400_000)}`
    const { id } = (await upload(headers, workbook(rows), 'a.xlsx')).body.data
    const seen = await admin('POST', '/api/resources/dictionary.items/imports/preview', {
      fileId: id,
    })
    assert.deepEqual(seen.body.data?.rows, [['W1']])
  })

  for (const [what, make] of Object.entries(BOMBS)) {
    test(`with ${what} is refused`, async ({ assert }) => {
      const [admin, headers] = [await clientOf('admin'), await bearer('admin')]
      const content = make()
      assert.isBelow(content.length, 1_000_000)
      const { id } = (await upload(headers, content, 'a.xlsx')).body.data
      const seen = await admin('POST', '/api/resources/dictionary.items/imports/preview', {
        fileId: id,
      })
      assert.include([413, 400], seen.status, JSON.stringify(seen.body).slice(0, 200))
      assert.equal((await send('GET', '/health/live')).status, 200)
    }).timeout(60_000)
  }
})
