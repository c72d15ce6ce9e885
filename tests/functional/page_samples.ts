/** The code that a page of docs/ shows, so that a test can compile and run it as it stands there. */
import { dirname } from 'node:path'
import app from '@adonisjs/core/services/app'
import ts from 'typescript'

/** Code blocks that name their file after the language; what a shell does and a folder looks like has none. */
export function samples(page: string): Map<string, string> {
  const blocks = page.matchAll(/^```(\w*) ?(\S*)\n([\s\S]*?)^```$/gm)
  return new Map([...blocks].flatMap(([, , file, text]) => (file ? [[file, text!]] : [])))
}

/** What TypeScript says of the files, with the settings that a plugin of this repository has. */
export function complaints(files: readonly string[], settings: string): string[] {
  const config = app.makePath(settings)
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    dirname(config)
  )
  return ts
    .getPreEmitDiagnostics(ts.createProgram(files, options))
    .filter(({ file }) => file === undefined || files.includes(file.fileName))
    .map(
      ({ file, messageText }) =>
        `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
    )
}
