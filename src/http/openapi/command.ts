import { writeFileSync } from 'node:fs'
import { openApiText } from './document.ts'

/** `npm run openapi`: writes docs/openapi.json, which a test compares with the schemas. */
writeFileSync(new URL('../../../docs/openapi.json', import.meta.url), openApiText())
