"""Build the word classes that the tagger uses as features, from running text under a free licence.

    python scripts/build_clusters.py NER TEXT... [--out entities/data]

NER is the folder of the training corpora; TEXT are JSON-lines files with `title` and `text` (news translations of
NTREX and Wikipedia paragraphs, both CC BY-SA). Words that stand in the same company get the same class: counts of
neighbours, positive pointwise mutual information, singular value decomposition, k-means at three sizes.
Needs numpy, scipy and scikit-learn. Licences: NOTICE.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse
from sklearn.cluster import MiniBatchKMeans
from sklearn.utils.extmath import randomized_svd

from arabic.fold import fold
from entities.corpus import read_conll
from entities.words import sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

RARE, CONTEXTS, DIMENSIONS, SEED = 3, 6000, 100, 1
SIZES = (64, 256, 1000)
WINDOW = ((-1, 1.0), (1, 1.0), (-2, 0.5), (2, 0.5))
SMOOTHING = 0.75


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ner", type=Path)
    parser.add_argument("texts", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, default=Path("entities/data"))
    options = parser.parse_args()
    text = [*labelled(options.ner), *running(options.texts)]
    counts = Counter(word for sentence in text for word in sentence)
    words = [word for word, count in counts.most_common() if count >= RARE]
    vectors = embed(text, words, [word for word, _ in counts.most_common(CONTEXTS)])
    classes = [cluster(vectors, size) for size in SIZES]
    rows = sorted(
        f"{word}\t" + "\t".join(f"{size}:{ids[at]}" for size, ids in zip(SIZES, classes, strict=True))
        for at, word in enumerate(words)
    )
    with (options.out / "clusters.tsv.gz").open("wb") as raw, gzip.GzipFile("", "wb", fileobj=raw, mtime=0) as packed:
        packed.write(("\n".join(rows) + "\n").encode())


def labelled(folder: Path) -> Iterator[list[str]]:
    """Sentences of the training corpora, labels left aside."""
    for path in [
        folder / "anercorp-train.txt",
        folder / "wojood-sample-train.txt",
        *sorted(folder.glob("aqmar/*.txt")),
    ]:
        yield from ([fold(word) for word in sentence.words] for sentence in read_conll(path))


def running(paths: Iterable[Path]) -> Iterator[list[str]]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").split("\n"):
            if not line:
                continue
            record = json.loads(line)
            for sentence in sentences(f"{record.get('title', '')}\n{record['text']}"):
                yield [word.key for word in sentence]


def embed(text: Sequence[Sequence[str]], words: Sequence[str], contexts: Sequence[str]) -> Any:
    """A vector of length one for each word: the left and right neighbours it has more often than by chance."""
    rows = {word: at for at, word in enumerate(words)}
    columns = {word: at for at, word in enumerate(contexts)}
    pairs: Counter[tuple[int, int]] = Counter()
    for sentence in text:
        for at, word in enumerate(sentence):
            for place, (distance, weight) in enumerate(WINDOW):
                other = at + distance
                if word in rows and 0 <= other < len(sentence) and sentence[other] in columns:
                    pairs[rows[word], columns[sentence[other]] + place * len(contexts)] += weight  # type: ignore[assignment]
    indices = np.array(list(pairs))
    shape = (len(words), len(WINDOW) * len(contexts))
    matrix = sparse.csr_matrix((list(pairs.values()), (indices[:, 0], indices[:, 1])), shape=shape).tocoo()
    by_row, by_column = np.asarray(matrix.sum(1)).ravel(), np.asarray(matrix.sum(0)).ravel() ** SMOOTHING
    gain = np.log(matrix.data / (by_row[matrix.row] * by_column[matrix.col] / by_column.sum()))
    kept = gain > 0
    positive = sparse.csr_matrix((gain[kept], (matrix.row[kept], matrix.col[kept])), shape=shape)
    left, strength, _ = randomized_svd(positive, DIMENSIONS, random_state=SEED)
    vectors = left * np.sqrt(strength)
    return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def cluster(vectors: Any, size: int) -> Any:
    return MiniBatchKMeans(size, random_state=SEED, n_init=3, batch_size=4096).fit_predict(vectors)


if __name__ == "__main__":
    main()
