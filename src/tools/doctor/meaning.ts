import { messageOf } from '../../core/message-of.ts'
import { installedModel } from '../../meaning/installed.ts'
import { countVectors, postMappings, vectorProblem } from '../../meaning/vector-state.ts'
import { type Finding, findings, type Patient } from './finding.ts'

/** Checks that the model that finds posts by meaning can be read, and that the index has its vectors. Nothing is found where none is installed. */
export async function checkMeaning({ client, config }: Patient): Promise<Finding[]> {
  const { ok, warning, problem } = findings('meaning')
  const model = readModel(config)
  if (model === undefined) return []
  if ('unreadable' in model) {
    return [problem(model.unreadable, 'Mend it, or unset MEANING_MODEL; until then words alone find posts.')]
  }
  const wrong = vectorProblem(model, await postMappings(client, config.indexPrefix), config.language)
  if (wrong !== undefined) return [warning(wrong.reason, wrong.whatToDo)]
  const { posts, embedded } = await countVectors(client, config.indexPrefix, model)
  return [ok(`${embedded} of ${posts} posts have a vector of ${model.name}`)]
}

function readModel(config: Patient['config']) {
  try {
    return installedModel(config)
  } catch (error) {
    return { unreadable: messageOf(error) }
  }
}
