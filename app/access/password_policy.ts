import type { Problem } from '#app/errors/refusal.ts'
import { setting } from '#app/settings/settings.ts'

const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/]

/** What a new password lacks of what the hospital asks for; none when it is good. */
export async function passwordProblems(
  password: string,
  login: string,
  field = 'password'
): Promise<Problem[]> {
  const length = await setting('security.passwordLength')
  const classes = await setting('security.passwordClasses')
  const missing = [
    [...password].length < length && 'length',
    CLASSES.filter((kind) => kind.test(password)).length < classes && 'classes',
    namesLogin(password.toLowerCase(), login.toLowerCase()) && 'login',
  ].filter((lack) => lack !== false)
  return missing.length === 0
    ? []
    : [{ code: 'E_WEAK_PASSWORD', field, meta: { missing, length, classes } }]
}

/** A login of two or three letters may be part of a good password by chance. */
function namesLogin(password: string, login: string): boolean {
  return password === login || (login.length >= 4 && password.includes(login))
}
