import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../../core/package.ts'
import { ROUTES } from '../routes/routes.ts'
import { openApiText } from './document.ts'

/** `npm run openapi`: writes docs/openapi.json, which a test compares with the schemas. */
writeFileSync(join(packageRoot, 'docs/openapi.json'), openApiText(ROUTES))
