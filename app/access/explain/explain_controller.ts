import type { HttpContext } from '@adonisjs/core/http'
import type { Locale } from '@xinglin/contracts'
import { problemText } from '#app/errors/problem_text.ts'
import { localeOf } from '#app/texts/locale.ts'
import { translate } from '#app/texts/texts.ts'
import AccessPolicy from '../policies/access_policy.ts'
import { bouncerOf } from '../policies/bouncer.ts'
import { textsOf } from '../sign_in/text_input.ts'
import { explain, type Reason } from './explain.ts'

/** For those who keep the grants: why somebody sees something. */
export default class ExplainController {
  async explain({ actor, request }: HttpContext) {
    await bouncerOf(actor).with(AccessPolicy).authorize('explain')
    const query = request.qs()
    const { allowed, because } = await explain({
      ...textsOf(query, ['user', 'resource', 'action']),
      ...(query.id !== undefined && textsOf(query, ['id'])),
      ...(query.field !== undefined && textsOf(query, ['field'])),
    })
    const locale = localeOf(request)
    return {
      data: {
        allowed,
        because: because.map(({ problem, ...reason }) => ({
          ...reason,
          text: inWords({ ...reason, problem }, locale),
        })),
      },
    }
  }
}

function inWords({ kind, role, problem }: Reason, locale: Locale): string {
  if (problem) return problemText(problem, locale)
  return translate(locale, `access.explain.${kind}`, { role: role?.name ?? '' })
}
