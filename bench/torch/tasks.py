"""What `npm run bench -- peers` times in PyTorch: each task is a function that does one batch."""

import torch
from torch.nn.functional import cross_entropy, softplus

from networks import Generator, ResNet

POINTS = 3041
CLASSES = 14
DROPOUT = 0.05
LATENT = 100


def patterns(rows):
    """Mostly low with a few peaks, as patterns are."""
    return torch.rand(rows, POINTS) ** 8


def labels(rows):
    return torch.arange(rows) % CLASSES


def train(rows):
    """A supervised step: gradient with dropout, and Adam."""
    net = ResNet(CLASSES, DROPOUT).train()
    adam = torch.optim.Adam(net.parameters(), lr=1e-4)
    x, y = patterns(rows), labels(rows)

    def step():
        adam.zero_grad(set_to_none=True)
        cross_entropy(net(x), y).backward()
        adam.step()

    return step


def infer(rows):
    net = ResNet(CLASSES, DROPOUT).eval()
    x = patterns(rows)

    def step():
        with torch.inference_mode():
            net(x)

    return step


def train_sgan(rows):
    """
    A semi-supervised step on as many labelled, unlabelled and generated rows: all gradients are
    taken at its beginning, then both networks are updated by an Adam each. D = Z/(Z + 1) with
    Z = Σ exp(logit), so that −log D = softplus(−log Z). The discriminator sees the generated rows
    once, for its own gradient and for the generator's; of the latter no gradient of a parameter of
    the discriminator is computed.
    """
    net, generator = ResNet(CLASSES, DROPOUT).train(), Generator().train()
    adam = torch.optim.Adam(net.parameters(), lr=5e-6)
    generator_adam = torch.optim.Adam(generator.parameters(), lr=1e-6)
    parameters = list(net.parameters())
    labelled, unlabelled, y = patterns(rows), patterns(rows), labels(rows)

    def step():
        generated = generator(torch.randn(rows, LATENT))
        critic_input = generated.detach().requires_grad_()
        real = net(torch.cat([labelled, unlabelled]))
        of_real = torch.logsumexp(real[rows:], 1)
        of_generated = torch.logsumexp(net(critic_input), 1)
        goal = softplus(-of_generated).mean()
        (pattern_gradient,) = torch.autograd.grad(goal, critic_input, retain_graph=True)
        loss = (
            cross_entropy(real[:rows], y)
            + softplus(-of_real).mean()
            + softplus(of_generated).mean()
        )
        for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
            parameter.grad = gradient
        generator_adam.zero_grad(set_to_none=True)
        generated.backward(pattern_gradient)
        adam.step()
        generator_adam.step()

    return step


TASKS = {"train": train, "infer": infer, "train-sgan": train_sgan}
