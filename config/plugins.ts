/** The plugins of this installation. One line each; the order does not matter. */
import dictionary from '../plugins/dictionary/plugin.ts'

export default [dictionary]
