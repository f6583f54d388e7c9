"""The torch engine of mauguin: trains an exported ONNX graph under DistributedDataParallel.

Needs PyTorch >= 1.13 and NumPy. The order of the data, the learning rates and the recipe are
decided by mauguin itself and read from a job folder; here is only what a step computes.
"""
