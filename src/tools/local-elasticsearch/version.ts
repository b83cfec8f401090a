/** The version of Elasticsearch that the local node runs; the API of its server jar differs between minor versions. */
export const ELASTICSEARCH_VERSION = '9.5.3'
