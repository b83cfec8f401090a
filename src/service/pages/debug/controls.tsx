import { SWITCHES } from '../../../search/request/switches.ts'
import { type Params, SWITCH_LABELS, turnedOff } from './debug-links.ts'
import { Note } from './note.tsx'

/** Parameters that the form sets by itself, or drops to go back to the first page. Other parameters of the address stay as they are. */
const OWN = ['q', 'no', 'with', 'debug-search', 'debug-post', 'page']

/** The query, the switches, and the post to ask about: one form, so that each stays when another changes. */
export function Controls({ params }: { params: Params }) {
  const given = (name: string) => params.find(([other]) => other === name)?.[1] ?? ''
  return (
    <form class="controls" action="/search" method="get">
      <div class="query">
        <label for="q">Query</label>
        <input id="q" name="q" type="search" value={given('q')} autocomplete="off" spellcheck={false} />
        <button type="submit">Search</button>
      </div>
      <Switches off={turnedOff(params)} />
      <Question
        name="with"
        label="Try other weights"
        value={given('with')}
        placeholder="freshness=3, title=4, comments=0.5"
        button="Try"
      />
      <Question
        name="debug-post"
        label="Why is this post not here?"
        value={given('debug-post')}
        placeholder="its id or address"
        button="Ask"
      />
      {params
        .filter(([name]) => !OWN.includes(name))
        .map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      <input type="hidden" name="debug-search" value="" />
    </form>
  )
}

function Switches({ off }: { off: ReadonlySet<string> }) {
  return (
    <fieldset>
      <legend>Turn off, and compare</legend>
      <Note>The results with and without these parts of the search are then shown beside each other.</Note>
      <ul class="switches">
        {([...SWITCHES, 'fuzzy'] as const).map((name) => (
          <li key={name}>
            <label>
              <input type="checkbox" name="no" value={name} checked={off.has(name)} /> {SWITCH_LABELS[name]}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  )
}

type Asked = { name: string; label: string; value: string; placeholder: string; button: string }

/** A labelled field with a button of its own. */
function Question({ name, label, value, placeholder, button }: Asked) {
  return (
    <div class="query">
      <label for={name}>{label}</label>
      <input
        id={name}
        name={name}
        type="text"
        value={value}
        placeholder={placeholder}
        autocomplete="off"
        spellcheck={false}
      />
      <button type="submit">{button}</button>
    </div>
  )
}
