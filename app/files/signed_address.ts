/** Addresses that work for minutes without a session, for `<img>` and the mini-program. */
import encryption from '@adonisjs/core/services/encryption'

const PURPOSE = 'file address'
const SECONDS = 300

interface Bearer {
  file: string
  user: string
  department: string | null
}

export function signAddress(bearer: Bearer): { url: string; expiresAt: string } {
  const token = encryption.getMessageVerifier().sign(bearer, `${SECONDS}s`, PURPOSE)
  return {
    url: `/api/files/${bearer.file}/signed?token=${encodeURIComponent(token)}`,
    expiresAt: new Date(Date.now() + SECONDS * 1000).toISOString(),
  }
}

/** Whom the address was made for, or null for one that is wrong, too old or of another file. */
export function readAddress(file: string, token: unknown): Bearer | null {
  if (typeof token !== 'string') return null
  const bearer = encryption.getMessageVerifier().unsign<Bearer>(token, PURPOSE)
  return bearer?.file === file ? bearer : null
}
