import { attachTypeahead } from './typeahead.ts'

void attachTypeahead
