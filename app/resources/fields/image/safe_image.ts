/** Images that no browser runs anything of. */
const SAFE_IMAGES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp'])

export function isSafeImage(type: string): boolean {
  return SAFE_IMAGES.has(type)
}
