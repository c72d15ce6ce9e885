/** Swagger UI and its look, in a chunk of their own. */
import 'swagger-ui-dist/swagger-ui.css'
// @ts-expect-error the package brings no types
import SwaggerUi from 'swagger-ui-dist/swagger-ui-es-bundle.js'

export default SwaggerUi as (options: Record<string, unknown>) => void
