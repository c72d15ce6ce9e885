/** `{errors:[…]}` of every refusal; `code` is stable, `message` is for a person in their language. */
export interface ErrorItem {
  code: ErrorCode
  message: string
  field?: string
  meta?: Record<string, unknown>
}

/** Every code the core answers with, and its HTTP status. */
export const ERROR_STATUS = {
  E_MALFORMED: 400,
  E_INVALID_QUERY: 400,
  E_UNAUTHENTICATED: 401,
  E_INVALID_CREDENTIALS: 401,
  E_FORBIDDEN: 403,
  E_CSRF: 403,
  E_NOT_FOUND: 404,
  E_STALE_VERSION: 409,
  E_ILLEGAL_TRANSITION: 409,
  E_UNIQUE: 409,
  E_REFERENCED: 409,
  E_CONFLICT: 409,
  E_TOO_LARGE: 413,
  E_UNSUPPORTED_FILE: 415,
  E_INVALID: 422,
  E_REQUIRED: 422,
  E_UNKNOWN_FIELD: 422,
  E_RANGE: 422,
  E_LENGTH: 422,
  E_PATTERN: 422,
  E_TYPE: 422,
  E_RELATION: 422,
  E_IDEMPOTENCY: 422,
  E_WEAK_PASSWORD: 422,
  E_TOO_MANY_REQUESTS: 429,
  E_INTERNAL: 500,
  E_UNAVAILABLE: 503,
} as const
export type ErrorCode = keyof typeof ERROR_STATUS
