import { type HttpContext, ExceptionHandler } from '@adonisjs/core/http'
import logger from '@adonisjs/core/services/logger'
import { ERROR_STATUS, type ErrorCode, type ErrorItem, type Locale } from '@xinglin/contracts'
import { isTooSlow, isUnavailable } from '#app/database/failures.ts'
import { localeOf } from '#app/texts/locale.ts'
import { problemText } from './problem_text.ts'
import { Refusal, type Problem } from './refusal.ts'

/** Statuses of the framework's own errors, as the codes of the contract. */
const CODE_OF_STATUS: Record<number, ErrorCode> = {
  400: 'E_MALFORMED',
  401: 'E_UNAUTHENTICATED',
  403: 'E_FORBIDDEN',
  404: 'E_NOT_FOUND',
  413: 'E_TOO_LARGE',
  415: 'E_MALFORMED',
  422: 'E_INVALID',
  429: 'E_TOO_MANY_REQUESTS',
}
const RETRY_SECONDS = 2

/** Answers every refusal as `{errors: […]}` with words for a person; never a stack, SQL or path. */
export default class Handler extends ExceptionHandler {
  override async handle(error: unknown, ctx: HttpContext): Promise<void> {
    const { status, problems } = problemsOf(error)
    if (status === 503) ctx.response.header('Retry-After', String(RETRY_SECONDS))
    const retryAfter = problems[0]?.meta?.retryAfter
    if (retryAfter !== undefined) ctx.response.header('Retry-After', String(retryAfter))
    const locale = localeOf(ctx.request)
    ctx.response.status(status).json({ errors: problems.map((problem) => itemOf(problem, locale)) })
  }

  /** Expected refusals are quiet; surprises are loud. */
  override async report(error: unknown, ctx: HttpContext): Promise<void> {
    if (problemsOf(error).status < 500) return
    logger.error(
      {
        err: error,
        request: ctx.request.id(),
        method: ctx.request.method(),
        url: ctx.request.url(),
      },
      'a request failed'
    )
  }
}

export function problemsOf(error: unknown): { status: number; problems: readonly Problem[] } {
  if (error instanceof Refusal)
    return { status: ERROR_STATUS[error.problems[0]!.code], problems: error.problems }
  if (isUnavailable(error)) return { status: 503, problems: [{ code: 'E_UNAVAILABLE' }] }
  if (isTooSlow(error))
    return { status: 400, problems: [{ code: 'E_INVALID_QUERY', meta: { reason: 'slow' } }] }
  const { status, code: reason } = (error ?? {}) as { status?: number; code?: unknown }
  // A body that is not packed as its header says.
  if (typeof reason === 'string' && /^Z_(DATA|BUF)_ERROR$/.test(reason))
    return { status: 400, problems: [{ code: 'E_MALFORMED' }] }
  const code = status === undefined ? undefined : CODE_OF_STATUS[status]
  return code
    ? { status: ERROR_STATUS[code], problems: [{ code }] }
    : { status: 500, problems: [{ code: 'E_INTERNAL' }] }
}

export function itemOf(problem: Problem, locale: Locale): ErrorItem {
  const { code, field, meta } = problem
  return {
    code,
    message: problemText(problem, locale),
    ...(field !== undefined && { field }),
    ...(meta && { meta }),
  }
}
