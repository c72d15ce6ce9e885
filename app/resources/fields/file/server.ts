import { fileType } from './stored_file.ts'

export default fileType('file')
