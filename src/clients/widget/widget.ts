import { BlogSearch } from './element.ts'

// Pages may load the script twice.
if (customElements.get('blog-search') === undefined) customElements.define('blog-search', BlogSearch)
