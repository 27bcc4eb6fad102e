// Draws the reference from the OpenAPI document. Texts go in as text, never as markup.
const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
};

// **bold**, `code` and paragraphs: what the document's descriptions use.
const words = (text) =>
  (text ?? '').trim().split(/\n\s*\n/).filter(Boolean).map((paragraph) =>
    make('p', {}, ...paragraph.split(/(\*\*.+?\*\*|`.+?`)/s).map((part) => {
      if (part.startsWith('**')) return make('strong', {}, part.slice(2, -2));
      if (part.startsWith('`')) return make('code', {}, part.slice(1, -1));
      return part;
    })));

const page = (api) => {
  const resolve = (thing) => {
    if (!thing?.$ref) return thing;
    return resolve(thing.$ref.slice(2).split('/').reduce((at, key) => at[key], api));
  };
  const nameOf = (schema) => schema?.$ref?.split('/').pop();

  const typeOf = (schema) => {
    const found = resolve(schema);
    if (found.enum) return found.enum.map((value) => JSON.stringify(value)).join(' | ');
    if (found.oneOf) return found.oneOf.map(typeOf).join(' | ');
    if (found.type === 'array') return `${typeOf(found.items ?? {})}[]`;
    if (nameOf(schema) && found.type === 'object') return nameOf(schema);
    const type = [found.type ?? 'any'].flat().join(' | ');
    return found.format ? `${type} (${found.format})` : type;
  };

  const fields = (schema) => {
    const found = resolve(schema);
    if (!found?.properties) return null;
    const rows = Object.entries(found.properties).map(([name, field]) =>
      make('tr', {},
        make('th', {scope: 'row'}, make('code', {}, name),
          found.required?.includes(name) ? make('span', {class: 'required'}, ' required') : null),
        make('td', {}, typeOf(field)),
        make('td', {}, resolve(field).description ?? '')));
    return make('div', {class: 'scrolls'}, make('table', {},
      make('thead', {}, make('tr', {}, make('th', {scope: 'col'}, 'Field'), make('th', {scope: 'col'}, 'Type'),
        make('th', {scope: 'col'}, 'Meaning'))),
      make('tbody', {}, ...rows)));
  };

  const body = (content, title) => {
    const [type, media] = Object.entries(content ?? {})[0] ?? [];
    if (!media) return [];
    const examples = Object.entries(media.examples ?? {}).map(([name, example]) => {
      const value = resolve(example).value;
      const text = typeof value === 'string' ? value : JSON.stringify(value, null, 2);
      return make('figure', {}, make('figcaption', {}, `Example: ${name}`), make('pre', {tabindex: '0'}, text));
    });
    return [make('h4', {}, title, ' ', make('code', {}, type)), fields(media.schema), ...examples];
  };

  const parameters = (list) => {
    if (!list.length) return null;
    const rows = list.map(resolve).map((one) =>
      make('tr', {},
        make('th', {scope: 'row'}, make('code', {}, one.name),
          one.required ? make('span', {class: 'required'}, ' required') : null),
        make('td', {}, one.in), make('td', {}, typeOf(one.schema)), make('td', {}, one.description ?? '')));
    return make('div', {class: 'scrolls'}, make('table', {},
      make('thead', {}, make('tr', {}, ...['Parameter', 'In', 'Type', 'Meaning'].map((head) =>
        make('th', {scope: 'col'}, head)))),
      make('tbody', {}, ...rows)));
  };

  const operation = (path, method, one, shared) => {
    const security = one.security ?? api.security;
    const by = security.map((way) => Object.keys(way)[0] ?? 'nobody in particular').join(' or ');
    const answers = Object.entries(one.responses).flatMap(([status, answer]) => {
      const found = resolve(answer);
      if (status === 'default') return [];
      const told = [make('h4', {}, `Answer ${status}: ${found.description}`)];
      return found.content ? [...told, ...body(found.content, 'As')] : told;
    });
    return make('section', {id: one.operationId, 'aria-labelledby': `${one.operationId}-title`},
      make('h3', {id: `${one.operationId}-title`}, one.summary),
      make('p', {class: 'address'}, make('b', {class: method}, method.toUpperCase()), ' ',
        make('code', {}, `/api/v1${path}`), make('small', {}, ` by ${by}`)),
      ...words(one.description), parameters([...shared, ...(one.parameters ?? [])]),
      ...body(one.requestBody && resolve(one.requestBody).content, 'Body'), ...answers);
  };

  const content = document.getElementById('content');
  const index = document.getElementById('index');
  content.replaceChildren(make('h1', {}, `${api.info.title} API`), ...words(api.info.description),
    make('p', {}, make('a', {href: '/api/openapi.json'}, 'openapi.json')));
  for (const tag of api.tags) {
    const list = make('ul');
    content.append(make('h2', {}, tag.name), ...words(tag.description));
    for (const [path, item] of Object.entries(api.paths)) {
      for (const [method, one] of Object.entries(item)) {
        if (!one.tags?.includes(tag.name)) continue;
        content.append(operation(path, method, one, item.parameters ?? []));
        list.append(make('li', {}, make('a', {href: `#${one.operationId}`},
          make('b', {class: method}, method.toUpperCase()), ' ', path)));
      }
    }
    index.append(make('h2', {}, tag.name), list);
  }
  document.getElementById('find').addEventListener('input', ({target}) => {
    const wanted = target.value.toLowerCase();
    for (const item of index.querySelectorAll('li')) {
      const section = document.getElementById(item.firstChild.hash.slice(1));
      const told = `${item.textContent} ${section.querySelector('h3').textContent}`.toLowerCase();
      item.hidden = section.hidden = !told.includes(wanted);
    }
  });
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
};

fetch('/api/openapi.json').then((answer) => answer.json()).then(page);
