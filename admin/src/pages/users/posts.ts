/** A person's memberships as one edits them: a department with the roles held there. */
import type { Reference } from '../../fields/field_ui.ts'
import type { Membership } from './account_queries.ts'

export interface Post {
  /** Stays the same while it is edited. */
  key: string
  /** null: in the whole hospital. */
  department: Reference | null
  roles: Reference[]
}

export function postsOf(memberships: readonly Membership[]): Post[] {
  const posts = new Map<string, Post>()
  for (const { department, role } of memberships) {
    const key = department?.id ?? ''
    const post = posts.get(key) ?? { key, department, roles: [] }
    posts.set(key, { ...post, roles: [...post.roles, role] })
  }
  return [...posts.values()]
}

export interface PostChanges {
  create: { user: string; department: string | null; role: string }[]
  delete: string[]
}

/** The memberships to make and to remove so that the person has just these posts. */
export function postChanges(
  user: string,
  memberships: readonly Membership[],
  posts: readonly Post[]
): PostChanges {
  const wanted = new Map(
    posts.flatMap(({ department, roles }) =>
      roles.flatMap(({ id: role }) =>
        role
          ? [[pair(department, role), { user, department: department?.id ?? null, role }] as const]
          : []
      )
    )
  )
  const present = new Map(
    memberships.map(({ id, department, role }) => [pair(department, role.id), id] as const)
  )
  return {
    create: [...wanted].filter(([key]) => !present.has(key)).map(([, membership]) => membership),
    delete: [...present].filter(([key]) => !wanted.has(key)).map(([, id]) => id),
  }
}

/** What is wrong with the posts, as the key of its words. */
export function postProblem(posts: readonly Post[]): string | undefined {
  if (posts.some(({ roles }) => roles.length === 0)) return 'access.users.missingRoles'
  const places = posts.map(({ department }) => department?.id ?? '')
  if (new Set(places).size < places.length) return 'access.users.sameDepartment'
  return undefined
}

function pair(department: Reference | null, role: string | null): string {
  return `${department?.id ?? ''} ${role ?? ''}`
}
