"""Adam and averaging on flat vectors, by the formulas of mauguin's src/nn/adam.ts."""

import torch


class Adam:
    """p <- p - rate*m/(sqrt(v) + epsilon) - rate*decay*p with bias-corrected moments m, v."""

    def __init__(self, first, second, steps, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.0):
        self.first, self.second, self.steps = first, second, steps
        self._beta1, self._beta2 = beta1, beta2
        self._epsilon, self._decay = epsilon, decay

    def step(self, parameters, gradient, rate):
        self.steps += 1
        self.first.mul_(self._beta1).add_(gradient, alpha=1 - self._beta1)
        self.second.mul_(self._beta2).addcmul_(gradient, gradient, value=1 - self._beta2)
        first_rate = rate / (1 - self._beta1**self.steps)
        correction = (1 - self._beta2**self.steps) ** -0.5
        denominator = self.second.sqrt().mul_(correction).add_(self._epsilon)
        parameters.mul_(1 - rate * self._decay)
        parameters.addcdiv_(self.first, denominator, value=-first_rate)


def clip(gradient, largest):
    """Shortens a gradient in place to an L2 norm of `largest`, None for any; its norm before."""
    norm = torch.linalg.vector_norm(gradient).item()
    if largest is not None and norm > largest:
        gradient.mul_(largest / norm)
    return norm


def average(mean, parameters, decay, steps):
    """Moves an exponential average on by one step; its decay grows with the steps taken."""
    mean.lerp_(parameters, 1 - min(decay, (1 + steps) / (10 + steps)))
