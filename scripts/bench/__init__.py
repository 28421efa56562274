"""The measured figures of the project, a module for each thing that is measured."""
