import { fileType } from '../file/stored_file.ts'

/** Files that are pictures; that they are is checked by their content when they are attached. */
export default fileType('image')
