"""Fine-tunes the encoder on the corpora, stage after stage (stages.json), and writes ../weights/.

    train.py BASE DATA WEIGHTS

BASE holds model.safetensors and tokenizer.json of all-MiniLM-L6-v2, DATA what `node dist/scripts/language/data.js DATA` wrote. What each stage
leaves is kept there, too, as NAME.pickle; a stage whose file is there is not run again.
"""

import json
import os
import pickle
import random
import sys
import time

import jax
import jax.numpy as jnp
import numpy as np
import optax
from tokenizers import Tokenizer

from model import export, forward, load_base, with_heads

LABELS = ('redirects limits trial registration fulfilment outside-launch aws-keys fixed-password password-login sshd-password '
          'seller-access collection self-contained user-data wide-iam').split()
KINDS = {'long-description': 'description', 'usage-instructions': 'instructions', 'readme': 'manual', 'release-notes': 'release notes',
         'short-description': 'summary'}
OPENING, PARTING = 101, 102
BATCH = 32
# Few lengths, since each is compiled anew.
LENGTHS = (24, 32, 48, 72, 112, 208)
# The share of sentences that are seen without what stands around them, and of sentences of documentation that are seen in an epoch.
ALONE, DOCUMENTATION = 0.15, 0.3


class Sequences:
    """Sentences in context as tokens, as `src/index.ts` puts them together."""

    def __init__(self, base):
        self.tokenizer = Tokenizer.from_file(f'{base}/tokenizer.json')
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.known = {}

    def ids(self, text):
        if text not in self.known:
            found = self.tokenizer.encode(text, add_special_tokens=False)
            self.known[text] = (found.ids, found.offsets)
        return self.known[text]

    def of(self, row, in_context):
        own, offsets = (part[:96] for part in self.ids(row['text']))
        before, after = [OPENING], []
        if in_context:
            before += self.ids(KINDS.get(row['kind'], row['kind']))[0]
            if row.get('heading'):
                before += self.ids(': ' + row['heading'])[0][:16]
            if row.get('lead'):
                before += self.ids(': ' + row['lead'])[0][-32:]
        before.append(PARTING)
        if in_context and row.get('previous'):
            before += self.ids(row['previous'])[0][-40:]
        before.append(PARTING)
        if in_context and row.get('next'):
            after = self.ids(row['next'])[0][:24] + [PARTING]
        ids = before + own + [PARTING] + after
        types = [0] * len(before) + [1] * (len(own) + 1) + [0] * len(after)
        carries = np.zeros(len(ids), np.float32)
        for start, end in row['spans']:
            for index, (first, last) in enumerate(offsets):
                if first < end and last > start:
                    carries[len(before) + index] = 1
        return ids, types, carries, (len(before), len(before) + len(own))


def targets(row):
    """What is asked, what is spoken of, and which labels say something: BYOL excuses two, so that such a sentence teaches nothing of them."""
    asked, about, counts = np.zeros(15, np.float32), np.zeros(15, np.float32), np.ones(15, np.float32)
    for label in row['labels']:
        asked[LABELS.index(label)] = about[LABELS.index(label)] = 1
    for label in row['like']:
        about[LABELS.index(label)] = 1
        if row['licensing'] == 'byol' and label in ('registration', 'fulfilment'):
            counts[LABELS.index(label)] = 0
    return asked, about, counts


def is_seen(row, stage, order):
    if row['form'] == 'single':
        return row['hand'] in stage.get('whole', ()) or order.random() < stage.get('singles', 1)
    if row['labels'] or row['like']:
        return True
    return order.random() < (DOCUMENTATION if row['form'] == 'doc' else stage.get('plain', 0.25))


def among_others(rows, share, order):
    """Puts single items between harmless sentences of listings of the same kind, so that it is learned to look at the sentence itself."""
    plain = {}
    for row in rows:
        if row['form'] == 'listing' and not row['labels'] and not row['like'] and len(row['text']) > 15:
            plain.setdefault(row['kind'], []).append(row)
    for row in rows:
        if row['form'] == 'single' and not row.get('heading') and not row.get('lead') and row['kind'] in plain and order.random() < share:
            other, row = order.choice(plain[row['kind']]), dict(row)
            borrowed = {'heading': (0.7, other.get('heading')), 'lead': (0.3, other.get('lead')), 'previous': (0.8, other['text']), 'next': (0.8, other.get('next'))}
            for part, (often, text) in borrowed.items():
                if text and not row.get(part) and order.random() < often:
                    row[part] = text
        yield row


def batches(rows, sequences, stage=None, order=None):
    """Batches of one length each; shuffled where an order is given."""
    if order is not None:
        rows = [row for row in rows for _ in range(stage.get('repeats', 1) if row['hand'] in stage.get('whole', ()) else 1)]
        rows = [row for row in among_others(rows, stage.get('borrowed', 0), order) if is_seen(row, stage, order)]
    built = [(sequences.of(row, order is None or order.random() > ALONE), targets(row), bool(row['labels'])) for row in rows]
    indices = list(range(len(built)))
    if order is not None:
        order.shuffle(indices)
    size = BATCH * 40 if order is not None else len(indices)
    parts = []
    for start in range(0, len(indices), size):
        chunk = sorted(indices[start:start + size], key=lambda index: len(built[index][0][0]))
        parts += [chunk[at:at + BATCH] for at in range(0, len(chunk), BATCH)]
    if order is not None:
        order.shuffle(parts)
    for part in parts:
        longest = max(len(built[index][0][0]) for index in part)
        length = next((size for size in LENGTHS if size >= longest), LENGTHS[-1])
        whole = lambda kind: np.zeros((BATCH, length), kind)
        ids, types, mask, carries, own = whole(np.int32), whole(np.int32), whole(bool), whole(np.float32), whole(np.float32)
        asked, about, counts = (np.zeros((BATCH, 15), np.float32) for _ in range(3))
        mask[:, 0] = True
        for at, index in enumerate(part):
            (row_ids, row_types, row_carries, (first, last)), (asked[at], about[at], counts[at]), is_violation = built[index]
            count = min(length, len(row_ids))
            ids[at, :count], types[at, :count], mask[at, :count] = row_ids[:count], row_types[:count], True
            own[at, first:min(last, length)] = 1
            if is_violation:
                carries[at, :count] = row_carries[:count]
        yield part, (ids, types, mask, own), (carries, asked, about, counts)


def entropy(odds, target):
    return jnp.maximum(odds, 0) - odds * target + jnp.log1p(jnp.exp(-jnp.abs(odds)))


def loss_of(params, fixed, inputs, wanted, key):
    carries, asked, about, counts = wanted
    asked_odds, about_odds, carry_odds, early_odds = forward(params, fixed, *inputs, key)
    own = inputs[3]
    anything = (asked.sum(-1) > 0).astype(jnp.float32)
    return ((entropy(asked_odds, asked) * counts).sum(-1).mean() + 0.3 * entropy(about_odds, about).sum(-1).mean()
            + 0.3 * (entropy(early_odds, anything) * counts.min(-1)).mean()
            + 0.9 * (entropy(carry_odds, carries) * own).sum() / jnp.maximum(own.sum(), 1))


def best_f1(rows, odds):
    """The best F1 over all labels, sentence by sentence, of any threshold."""
    wanted = np.array([[label in row['labels'] for label in LABELS] for row in rows])
    best = (0, 0, 0)
    for least in np.arange(-4, 4, 0.25):
        found = odds > least
        right = (found & wanted).sum()
        precision, recall = right / max(1, found.sum()), right / max(1, wanted.sum())
        best = max(best, (2 * precision * recall / max(1e-9, precision + recall), precision, recall))
    return [round(float(value), 3) for value in best]


def run_stage(stage, params, fixed, sequences, train, dev, docs):
    hands = stage.get('hands')
    rows = [row for row in train if hands is None or row['hand'] in hands]
    predict = jax.jit(lambda params, fixed, inputs: forward(params, fixed, *inputs)[0])

    def odds_of(rows):
        odds = np.zeros((len(rows), 15), np.float32)
        for part, inputs, _ in batches(rows, sequences):
            odds[part] = np.asarray(predict(params, fixed, inputs))[:len(part)]
        return odds

    if stage.get('docs'):
        # A README may well ask for an account; what the last stage takes for a violation is left out.
        rows = rows + [row for row, odds in zip(docs, odds_of(docs)) if odds.max() < -1.386]
    order = random.Random(stage['seed'])
    steps = sum(1 for _ in batches(rows, sequences, stage, random.Random(0))) * stage['epochs']
    schedule = optax.warmup_cosine_decay_schedule(0, 1, int(steps * 0.06), steps, 0.02)
    kind = lambda path, _: 'heads' if any(getattr(step, 'key', None) in ('heads', 'type') for step in path) else 'body'
    rates = {'heads': stage['head_rate'], 'body': stage['rate']}
    adam = {name: optax.adamw(lambda step, rate=rate: rate * schedule(step), weight_decay=0.01) for name, rate in rates.items()}
    optimiser = optax.chain(optax.clip_by_global_norm(1.0), optax.multi_transform(adam, jax.tree_util.tree_map_with_path(kind, params)))
    state = optimiser.init(params)

    @jax.jit
    def step(params, state, fixed, inputs, wanted, key):
        loss, slopes = jax.value_and_grad(loss_of)(params, fixed, inputs, wanted, key)
        updates, state = optimiser.update(slopes, state, params)
        return optax.apply_updates(params, updates), state, loss

    key, started = jax.random.PRNGKey(stage['seed']), time.time()
    for epoch in range(stage['epochs']):
        losses = []
        for _, inputs, wanted in batches(rows, sequences, stage, order):
            key, now = jax.random.split(key)
            params, state, loss = step(params, state, fixed, inputs, wanted, now)
            losses.append(float(loss))
            if len(losses) % 100 == 0:
                print(f"{stage['name']} {len(losses)} of {steps // stage['epochs']}: loss {np.mean(losses):.3f}, {time.time() - started:.0f} s", flush=True)
        print(f"{stage['name']} epoch {epoch + 1}: loss {np.mean(losses):.3f}, F1, precision, recall on dev {best_f1(dev, odds_of(dev))}, "
              f'{time.time() - started:.0f} s', flush=True)
    return params


def main(base, data, weights):
    jax.config.update('jax_compilation_cache_dir', f'{data}/compiled')
    read = lambda name: [json.loads(line) for line in open(f'{data}/{name}.jsonl', encoding='utf8')]
    train, dev, docs = read('train'), read('dev'), read('docs')
    fixed, params = load_base(base)
    params = with_heads(params, len(LABELS), 1)
    sequences = Sequences(base)
    for stage in json.load(open(f'{sys.path[0]}/stages.json', encoding='utf8')):
        kept = f"{data}/{stage['name']}.pickle"
        if os.path.exists(kept):
            params = pickle.load(open(kept, 'rb'))
            continue
        before, taken = params, stage.get('taken', 1)
        params = run_stage(stage, params, fixed, sequences, train, dev, docs)
        # The mean of two points of one descent is often better than either (Wortsman et al. 2022, arXiv 2109.01903).
        params = jax.tree_util.tree_map(lambda old, new: (1 - taken) * np.asarray(old) + taken * np.asarray(new), before, params)
        pickle.dump(params, open(kept, 'wb'))
    export(params, LABELS, weights)


main(*sys.argv[1:])
