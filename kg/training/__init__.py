"""How the models are made; needs PyTorch, which nothing else imports."""
