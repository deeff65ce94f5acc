"""The layers of transforms.claims.learnt.vectors in PyTorch, to be taught on (bench.network)."""

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from transforms.claims.learnt.vectors import BRANCHES, EPSILON, OF_A_BRANCH, TAUGHT, of_pieces, part_of, published

LOUDEST = 127  # of a byte


class Encoder(nn.Module):
    """Starts as the package has it."""

    def __init__(self) -> None:
        super().__init__()
        self.own = nn.ParameterDict({_key(name): torch.tensor(weights) for name, weights in published().items()})

    def forward(self, numbers: Tensor, there: Tensor) -> Tensor:
        """The vectors of pieces: of sentences in rows, as long as the longest. `there`: 1 for a piece, 0 behind."""
        pieces = torch.from_numpy(of_pieces(numbers.numpy().ravel())).view(*numbers.shape, -1) * there
        turned = self._normed(pieces @ self.own["proj_weight"] + self.own["proj_bias"], "norm") * there
        found = [pieces]
        for branch, (order, left) in enumerate(BRANCHES):
            side = turned[..., branch * OF_A_BRANCH : (branch + 1) * OF_A_BRANCH]
            for layer in ("first", "second"):
                weights, bias = (self.own[f"{layer}_{branch}_{part}"] for part in ("weight", "bias"))
                window = weights.view(order, OF_A_BRANCH, OF_A_BRANCH).permute(2, 1, 0)
                wide = functional.pad(side.transpose(1, 2), (left, order - 1 - left))
                side = (side + functional.relu(functional.conv1d(wide, window, bias)).transpose(1, 2)) * there
            found.append(side)
        return self._normed(torch.cat(found, -1), "last")

    def _normed(self, vectors: Tensor, name: str) -> Tensor:
        weights, bias = self.own[f"{name}_weight"], self.own[f"{name}_bias"]
        return functional.layer_norm(vectors, weights.shape, weights, bias, EPSILON)

    def changed(self) -> dict[str, dict[str, Any]]:
        """What was changed of the weights of each part, a byte each, with the step of each column."""
        files: dict[str, dict[str, Any]] = {part: {} for part in TAUGHT}
        for name, weights in published().items():
            changed = self.own[_key(name)].detach().numpy() - weights
            step = np.maximum(np.abs(changed).max(axis=0), 1e-9) / LOUDEST
            files[part_of(name)][name] = np.round(changed / step).astype(np.int8)
            files[part_of(name)][f"{name}.step"] = step.astype(np.float32)
        return files


def _key(name: str) -> str:
    return name.replace(".", "_")
