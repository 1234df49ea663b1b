// Reads JSON Lines of documents with wink-nlp, as many rounds as asked for, and prints one JSON object a round: tokens read and seconds, by the
// clock and of processor time. The language layer of Dragoman stands beside it on the benchmark page: tokens, tags, lemmas and numbers are asked for of both.
'use strict';
const fs = require('node:fs');
const zlib = require('node:zlib');
const model = require('wink-eng-lite-web-model');
const nlp = require('wink-nlp')(model);
const its = nlp.its;

const [file, rounds] = [process.argv[2], Number(process.argv[3] ?? 3)];
const bytes = fs.readFileSync(file);
const lines = (file.endsWith('.gz') ? zlib.gunzipSync(bytes) : bytes).toString('utf8').split('\n');
const texts = lines.filter(line => line.length > 0).map(line => JSON.parse(line).text);
for (let round = 0; round < rounds; round++) {
  const start = process.hrtime.bigint();
  const busy = process.cpuUsage();
  let tokens = 0;
  let entities = 0;
  for (const text of texts) {
    const document = nlp.readDoc(text);
    tokens += document.tokens().out(its.pos).length;
    document.tokens().out(its.lemma);
    entities += document.entities().out(its.detail).length;
  }

  const used = process.cpuUsage(busy);
  console.log(JSON.stringify({
    tokens,
    entities,
    seconds: Number(process.hrtime.bigint() - start) / 1e9,
    processorSeconds: (used.user + used.system) / 1e6,
  }));
}
