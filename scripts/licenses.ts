import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeLicenses, listLicenses } from './list-licenses.ts'
import { projectFolder } from './load-environment.ts'

const packages = listLicenses(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8'))
writeFileSync(join(projectFolder, 'THIRD-PARTY-LICENSES.md'), describeLicenses(packages))
