/** Protected values at rest: AES-256-GCM under a named key, and a blind index to find a value without its text. */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { readKey } from '#app/secrets/keys.ts'
import { env } from '../../../../start/env.ts'
import { keyOf, newestKey } from './keys.ts'

const ALGORITHM = 'aes-256-gcm'
const NONCE = 12
const TAG = 16
const FORM = /^v1\.(\d{4})\.([A-Za-z0-9_-]+)$/

/** `place` is the resource and field: a value copied into another column does not open there. */
export function encrypt(text: string, place: string): string {
  const { id, secret } = newestKey()
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv(ALGORITHM, secret, nonce).setAAD(Buffer.from(place))
  const body = Buffer.concat([
    nonce,
    cipher.update(text, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return `${sealedWith(id)}${body.toString('base64url')}`
}

/** What every value begins with that was written under this key. */
export function sealedWith(keyId: string): string {
  return `v1.${keyId}.`
}

/** @throws when the value was changed, moved, or its key is gone */
export function decrypt(stored: string, place: string): string {
  const found = FORM.exec(stored)
  if (!found) throw new Error(`A protected value of ${place} is not one we wrote`)
  const body = Buffer.from(found[2]!, 'base64url')
  const decipher = createDecipheriv(ALGORITHM, keyOf(found[1]!), body.subarray(0, NONCE), {
    authTagLength: TAG,
  })
  decipher.setAAD(Buffer.from(place)).setAuthTag(body.subarray(-TAG))
  return Buffer.concat([decipher.update(body.subarray(NONCE, -TAG)), decipher.final()]).toString(
    'utf8'
  )
}

let indexKey: string | undefined

/** Equal for equal values of one field, and telling nothing else. Its key never rotates: rows could not be found. */
export function blindIndex(text: string, place: string): string {
  indexKey ??= readKey(env.storagePath, 'field_index', { create: true })
  return createHmac('sha256', indexKey).update(`${place}\0${text}`).digest('hex')
}
