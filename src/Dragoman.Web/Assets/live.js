// What is read while the start page is open: listens at /live and writes into the box that the page keeps for it. What comes is set as text,
// never read as a page.
const box = document.getElementById('news');
const most = 30;
let documents = 0;
let events = 0;

const make = (name, kind, text) => {
  const element = document.createElement(name);
  if (kind) element.className = kind;
  if (text) element.textContent = text;
  return element;
};

const count = (number, what) => number.toLocaleString('en') + ' ' + what + (number === 1 ? '' : 's');

const tell = piece => {
  documents += piece.documents;
  events += piece.events;
  box.querySelector('.quiet').hidden = true;
  box.querySelector('details').hidden = false;
  box.querySelector('.places-link').hidden = false;
  const note = box.querySelector('.count');
  note.querySelector('strong').textContent = count(events, 'new event');
  note.querySelector('span').textContent = ' in ' + count(documents, 'document') + ' since this page was made';
  const [newest] = piece.lines;
  if (newest) box.querySelector('.newest').textContent = newest.type + ' ' + newest.actor + (newest.recipient ? ' → ' + newest.recipient : '');
  const list = box.querySelector('ul');
  list.prepend(...piece.lines.map(line => {
    const item = make('li', 'q' + line.quad);
    const link = item.appendChild(make('a'));
    link.href = line.address;
    link.append(make('span', 'type-name', line.type), ' ', make('b', '', line.actor));
    if (line.recipient) link.append(make('span', 'arrow', '→'), make('span', 'visually-hidden', ' to '), make('b', '', line.recipient));
    const words = link.appendChild(make('span', 'words'));
    words.dir = 'auto';
    words.append(line.before, make('mark', '', line.words), line.after);
    item.append(make('span', 'hint', line.outlet));
    return item;
  }));
  while (list.children.length > most) list.lastChild.remove();
};

const source = new EventSource('/live?after=' + encodeURIComponent(box.dataset.after));
source.addEventListener('news', message => tell(JSON.parse(message.data)));
source.addEventListener('error', () => {
  if (source.readyState === EventSource.CLOSED) box.querySelector('.quiet').textContent = 'Load the page again to see what is new.';
});
